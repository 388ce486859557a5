"""Articles per second of extraction alone and of ingest into the embedded database: ``python -m benchmarks.ingest``."""

import argparse
import json
import tempfile
import time
from pathlib import Path

from graph.records import Article
from graph.settings import Settings
from graph.store import open_store
from ingest.extraction import extractions
from ingest.readers import Options, read
from ingest.run import ingest

_SAMPLES = Path(__file__).parent.parent / "ingest" / "samples"


def main() -> None:
    """Print a line for each number of workers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=25, help="of every sample article, each under another title")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        articles = write_copies(folder / "many.jsonl", options.copies)
        for workers in options.workers:
            settings = Settings(data=folder / f"data-{workers}", workers=workers)
            source = str(folder / "many.jsonl")
            started = time.perf_counter()
            articles_read = (item for item in read(source, Options(), settings) if isinstance(item, Article))
            found = list(extractions(articles_read, settings))
            alone = time.perf_counter() - started
            assert len(found) == articles
            with open_store(settings) as store:
                seconds = ingest(store, [source], Options(), settings).seconds
            print(
                f"{workers} workers, {articles} articles: {articles / alone:.1f} a second extracted, "
                f"{articles / seconds:.1f} a second extracted and written"
            )


def write_copies(path: Path, copies: int) -> int:
    """Write the samples so many times as JSON lines, and return how many articles that is."""
    texts = [sample.read_text("utf-8") for sample in sorted(_SAMPLES.glob("*.txt"))]
    with path.open("w", encoding="utf-8") as file:
        for number in range(copies):
            for text in texts:
                title, _, body = text.partition("\n")
                record = {"title": f"{title} ({number})", "text": body, "date": "2025-08-01"}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return copies * len(texts)


if __name__ == "__main__":
    main()
