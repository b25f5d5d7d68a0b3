"""`bihuan audit verify | seal`: check or seal the record of what happened."""

import argparse

from bihuan.cli._django import load

HELP = "verify the hash-chained record, or seal what is new in it"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the record."""
    parser.add_argument("what", choices=("verify", "seal"))


def run(args: argparse.Namespace) -> int:
    """`verify` names every fault and returns 1 if there is one; `seal` writes a checkpoint."""
    if args.what == "seal":
        seal = load("bihuan.audit.services").seal()
        print(f"sealed: {seal.hash}" if seal else "nothing new to seal")
        return 0
    audit = load("bihuan.audit.selectors")
    intake = load("bihuan.opinions.selectors").intake_faults
    campaigns = load("bihuan.campaigns.selectors")
    faults = [*audit.faults(), *load("bihuan.supervision.certificate").faults()]
    for code in campaigns.campaign_codes():
        faults += intake(campaigns.campaign_called(code))
    for fault in faults:
        print(fault)
    print(f"{audit.count()} events, {len(faults)} faults; last seal {audit.last_seal() or 'none'}")
    return 1 if faults else 0
