"""Sample forms: every kind of field, right and refused."""

from django import forms

from bihuan.ui.widgets import RowSelect


class Register(forms.Form):
    """A workbench form."""

    words = forms.CharField(
        label="问题原话", help_text="照录，立账后不能再改", widget=forms.Textarea(attrs={"rows": 3})
    )
    unit = forms.ChoiceField(label="牵头单位", choices=[("", "请选择"), ("jc", "计财科"), ("jj", "基教科")])
    due = forms.DateField(
        label="整改时限",
        help_text="原话写“5月底前”的，填 2014-05-31",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    amount = forms.IntegerField(label="涉及人数", required=False)
    horizon = forms.ChoiceField(
        label="整改期限类别",
        choices=[("now", "立行立改"), ("near", "近期"), ("long", "长期坚持")],
        widget=forms.RadioSelect,
    )
    supporting = forms.MultipleChoiceField(
        label="配合单位",
        choices=[("zz", "学生资助中心"), ("dz", "党政办"), ("wz", "体卫艺科")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    public = forms.BooleanField(label="立账时在系统内公示", required=False)


class Contact(forms.Form):
    """A public question with one answer out of two."""

    contact = forms.ChoiceField(
        label="要不要留下联系方式？",
        choices=[("no", "不用，我想匿名"), ("yes", "可以，我留联系方式")],
        error_messages={"required": "请选一项：匿名，或者留联系方式"},
        widget=RowSelect(
            hints={
                "no": [
                    "不记您的姓名、号码和上网地址",
                    "照片里的地点和手机信息会先删掉",
                    "给您一个回执码，凭它看进展，还能匿名接着说",
                ],
                "yes": ["只有活动办看得到，您说到的单位看不到。"],
            }
        ),
    )


class SignIn(forms.Form):
    """The sign-in form."""

    name = forms.CharField(label="用户名", widget=forms.TextInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(label="口令", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
