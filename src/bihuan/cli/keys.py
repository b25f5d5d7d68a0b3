"""`bihuan keys rotate | forget`: a fresh key for contact details and sealed words, and farewell to old ones."""

import argparse
import sys

from bihuan.cli._django import load

HELP = "rotate the keys of contact details and sealed words, or forget old ones"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the keys."""
    parser.add_argument("what", choices=("rotate", "forget"))


def run(args: argparse.Namespace) -> int:
    """`rotate` adds a key and seals everything with it; `forget` drops the older ones once nothing needs them."""
    contacts, sealing = load("bihuan.opinions.services.contacts"), load("bihuan.common.sealing")
    columns = (*contacts.SEALED, *load("bihuan.supervision.services.talks").SEALED)
    if load("django.conf").settings.BIHUAN_CONTACT_KEYS:
        print("The keys stand in BIHUAN_CONTACT_KEYS: put a new one in front there, then restart.", file=sys.stderr)
        return 1
    if args.what == "rotate":
        sealing.add_key()
        renewed = contacts.renew_seals(columns)
        print(f"a new key is in use; {renewed} sealed anew, {contacts.sealed_by_old_keys(columns)} left")
        return 0
    left = contacts.sealed_by_old_keys(columns)
    if left:
        print(f"{left} still need an older key. Rotate first; what no key opens must be looked at.", file=sys.stderr)
        return 1
    print(f"{sealing.forget_old_keys()} older keys forgotten")
    return 0
