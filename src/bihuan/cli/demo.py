"""`bihuan demo [CAMPAIGN] [--if-missing] [--signins]`: the demonstration, built from records."""

import argparse
import importlib

from bihuan.cli._django import load

HELP = "build a demonstration campaign through the ordinary services"
DEMOS = ("qijiang", "guigang")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which demo, and whether an existing one is fine."""
    parser.add_argument("campaign", nargs="?", default="qijiang", choices=DEMOS)
    parser.add_argument("--if-missing", action="store_true", help="do nothing when the campaign is there")
    parser.add_argument("--signins", action="store_true", help="only print who can sign in")


def run(args: argparse.Namespace) -> int:
    """Build it, whole or not at all, and print the sign-ins."""
    campaigns = load("bihuan.campaigns.selectors")
    if args.signins:
        return _sign_ins(args.campaign)
    if campaigns.campaign_called(args.campaign) is not None:
        if not args.if_missing:
            print(f"bihuan: the campaign {args.campaign} is already there; nothing was changed")
        return 0
    importlib.import_module(f"bihuan.demo.{args.campaign}.build").build(lambda step: print(f"  {step}", flush=True))
    return 0


def _sign_ins(name: str) -> int:
    cast = importlib.import_module(f"bihuan.demo.{name}.cast")
    for sign_in in cast.SIGN_INS:
        print(f"  {sign_in.username:<12}{cast.PASSWORD}    {sign_in.title} · {sign_in.sees}")
    if name == "qijiang":  # the only one that heard the public
        receipts = importlib.import_module("bihuan.opinions.receipts")
        inquiry = importlib.import_module(f"bihuan.demo.{name}.inquiry")
        print(f"  回执码 receipt  {receipts.code_for(inquiry.RECEIPT_TICKET)}    群众凭回执查看，不用账号")
    return 0
