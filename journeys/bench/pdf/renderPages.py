"""Renders pages in one warm process: a line `{"page": file, "pdf": file}` in, `{"ms": time}` out."""

import json
import os
import sys
import time

# Debian's pyphen lists its dictionaries at a fixed place, where a package that was only unpacked did not put them.
unpacked, listdir = os.environ.get("UNPACKED", ""), os.listdir
if unpacked:
    os.listdir = lambda path=".": listdir(unpacked + path if str(path).startswith("/usr/share/hyphen") else path)

import weasyprint

os.listdir = listdir
print(json.dumps({"version": weasyprint.__version__}), flush=True)
for line in sys.stdin:
    job = json.loads(line)
    begin = time.perf_counter()
    pdf = weasyprint.HTML(filename=job["page"]).write_pdf()
    taken = time.perf_counter() - begin
    with open(job["pdf"], "wb") as file:
        file.write(pdf)
    print(json.dumps({"ms": taken * 1000}), flush=True)
