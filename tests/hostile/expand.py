"""Evaluates the expressions of upstream-pathological.json, in a process of their own: expand.py JSON FOLDER writes each
input as it is (big), scaled to one block below our limits (block), and as many such blocks as a file may hold (file)."""
import functools
import itertools
import json
import pathlib
import re
import sys

BLOCK, FILE = 31000, 500000


def hash_collisions(count=25000):
    """References that share a bucket of cmark's table."""

    def hashed(word):
        value = 0
        for char in word:
            value = (ord(char) + (value << 6) + (value << 16) - value) & 0xFFFFFFFF
        return value

    keys = (f"x{i}" for i in itertools.count())
    same = itertools.islice((key for key in keys if hashed(key) % 16 == 0), count)
    bad = next(same)
    return "".join(f"[{key}]: /url\n\n[{bad}]\n\n" for key in same)


@functools.lru_cache(maxsize=None)
def expand(expression, factor):
    if expression == "hash_collisions()":
        return hash_collisions(int(25000 * factor))
    scaled = re.sub(r"\b\d{3,}\b", lambda number: str(max(1, int(int(number.group()) * factor))), expression)
    return eval(scaled, {"__builtins__": {}, "map": map, "range": range})


def block(expression):
    low, high = 0.0, 1.0
    for _ in range(24):
        middle = (low + high) / 2
        if len(expand(expression, middle).encode()) <= BLOCK:
            low = middle
        else:
            high = middle
    return expand(expression, low)


def main(source, folder):
    number = 0
    seen = set()
    for cases in json.loads(pathlib.Path(source).read_text(encoding="utf-8")).values():
        for case in cases:
            expression = case["input_python_expr"]
            if expression in seen:
                continue
            seen.add(expression)
            number += 1
            one = block(expression)
            many = (one + "\n\n") * max(1, FILE // max(1, len(one.encode()) + 2))
            texts = {"big": expand(expression, 1.0), "block": one, "file": many[:FILE]}
            name = re.sub(r"[^A-Za-z0-9]+", "-", case["name"])
            for kind, text in texts.items():
                pathlib.Path(folder, f"{number:02}-{name}.{kind}").write_bytes(text.encode("utf-8", "surrogatepass"))


main(sys.argv[1], sys.argv[2])
