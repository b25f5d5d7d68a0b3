"""`script/server`: from a fresh clone to the demo campaign in the browser; a second start skips what is there."""

import os
from collections.abc import Sequence

from script.house import data, front_end, steps, venv
from script.house.steps import step

PORT = os.environ.get("PORT", "8000")


def set_up() -> None:
    """Everything that has to be there before people sign in."""
    step("Virtual environment", venv.environment)
    step("Python packages", lambda: venv.packages("base"))
    step("Front-end packages", front_end.install)
    step("Front end", front_end.build)
    step("Chinese catalogues", data.messages)
    step("Tables and guards", data.tables)
    step("Demo campaign", data.demo)


def main(words: Sequence[str]) -> int:
    """Set up, say who may sign in, and become the server."""
    print("Bihuan 闭环")
    set_up()
    print(f"\n{data.sign_ins()}\n", flush=True)
    os.execv(data.BIHUAN, [str(data.BIHUAN), "serve", "--port", PORT, *words])


if __name__ == "__main__":
    steps.main(main)
