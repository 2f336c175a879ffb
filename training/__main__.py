"""`python -m training`: from the corpora to the folder of files that ships, and its figures.

python -m training                     train, export, measure: the whole recipe
python -m training figures             measure the files that ship, and PyTorch beside them
python -m training export CHECKPOINT   export a checkpoint of an earlier run
python -m training checksums           write training/checksums.json anew
"""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path
from typing import Any

import torch

from sayso.reading.syntax.model import EncoderParser, Pieces

from . import data, evaluate
from .export import export
from .network import Network, Sizes
from .train import configuration, minilm, sizes_for, train

ROOT = data.HERE.parent
SHIPPED = ROOT / "src/sayso/reading/syntax/data/encoder"


def opened(path: Path) -> Network:
    """The network of a checkpoint."""
    state = torch.load(path, weights_only=True)
    network = Network(Sizes(**state["sizes"]))
    network.load_state_dict(state["network"])
    return network.eval()


def torch_speed(parser: EncoderParser, config: dict[str, Any], corpora: data.Corpora, bench: Path) -> float:
    """Words a second of a network of the same size in PyTorch, in 32 bits, one sentence at a time, one core."""
    pieces = Pieces(SHIPPED / "tokenizer.json")
    network = Network(sizes_for(corpora, pieces.size, config)).eval()
    torch.set_num_threads(1)

    def read(words: Any) -> object:
        feed = parser.feed(words, [parser.pieces(word) for word in words], None)
        ids, shapes, kind, firsts = (torch.from_numpy(feed[name]) for name in ("ids", "shapes", "kind", "firsts"))
        with torch.no_grad():
            return network(ids[None], shapes[None], kind, firsts[None], torch.tensor([len(ids)]))

    return evaluate.words_a_second(read, evaluate.reports(bench.parent, 300))


def main() -> None:
    """Read the command line and do what it says."""
    arguments = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    arguments.add_argument("what", nargs="?", default="all", choices=["all", "figures", "export", "checksums"])
    arguments.add_argument("checkpoint", nargs="?", type=Path)
    arguments.add_argument("--bench", type=Path, default=ROOT.parent / "shared/bench", help="folder of the corpora")
    arguments.add_argument(
        "--work", type=Path, default=ROOT / "build/model", help="folder for checkpoints and the curve"
    )
    arguments.add_argument("--out", type=Path, default=SHIPPED, help="folder of the exported model")
    arguments.add_argument("--config", type=Path, default=data.HERE / "config.toml")
    arguments.add_argument("--bits", type=int, default=8, help="of the exported weights; 0: leave them in 32")
    arguments.add_argument("--threads", type=int, default=1, help="for training; more help only on idle cores")
    arguments.add_argument("--limit", type=float, help="seconds after which training has to be done")
    arguments.add_argument("--any-data", action="store_true", help="do not compare the corpora with the checksums")
    given = arguments.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    if given.what == "checksums":
        sums = data.checksums(given.bench)
        (data.HERE / "checksums.json").write_text(json.dumps(sums, indent=1) + "\n", encoding="utf-8")
        return
    if not given.any_data:
        data.check(given.bench)
    config = configuration(given.config)
    corpora = data.load(given.bench)
    if given.what == "all":
        pieces = Pieces(minilm() / "tokenizer.json")
        network = train(corpora, pieces, config, given.work, given.limit)
        export(network, corpora, minilm() / "tokenizer.json", given.out, given.bits, config["decoding"])
    elif given.what == "export":
        if given.checkpoint is None:
            raise SystemExit("Name the checkpoint: python -m training export build/model/final.pt")
        export(
            opened(given.checkpoint), corpora, minilm() / "tokenizer.json", given.out, given.bits, config["decoding"]
        )
    parser = EncoderParser(given.out)
    table = evaluate.figures(parser, given.out, given.bench)
    table["speed"]["PyTorch fp32, network alone"] = torch_speed(parser, config, corpora, given.bench)
    print(evaluate.shown(table))
    evaluate.write(table, given.out / "figures.json")


if __name__ == "__main__":
    main()
