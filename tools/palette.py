"""Makes a screenshot small: at most 64 colours in a palette, which is plenty for ink on paper.

The browser that took the picture counts the colours; Python writes the file (PNG, third edition, colour type 3).
"""

import base64
import struct
import zlib

from playwright.sync_api import Page

COLOURS = 64
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Colours are gathered in 32 × 64 × 32 cells. The palette takes the fullest, then always the cell that is at once full
# and far from every colour taken, so that a small red word keeps its red beside many greys.
COUNT = """async ([encoded, most]) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${encoded}`)).blob());
  const {width, height} = picture;
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext("2d");
  brush.drawImage(picture, 0, 0);
  const pixels = brush.getImageData(0, 0, width, height).data;
  const cell = (i) => (pixels[i] >> 3) << 11 | (pixels[i + 1] >> 2) << 5 | pixels[i + 2] >> 3;
  const sums = new Map();
  for (let i = 0; i < pixels.length; i += 4) {
    const key = cell(i);
    let sum = sums.get(key);
    if (!sum) sums.set(key, sum = [0, 0, 0, 0]);
    sum[0] += pixels[i]; sum[1] += pixels[i + 1]; sum[2] += pixels[i + 2]; sum[3] += 1;
  }
  const cells = [...sums].map(([key, [red, green, blue, number]]) =>
    ({key, number, colour: [red, green, blue].map((sum) => Math.round(sum / number)), far: Infinity, place: 0}));
  const palette = [];
  const weight = (one) => Math.sqrt(one.number) * (one.far === Infinity ? 1 : one.far);
  while (palette.length < Math.min(most, cells.length)) {
    const {colour} = cells.reduce((best, one) => weight(one) > weight(best) ? one : best);
    for (const one of cells) {
      const far = one.colour.reduce((sum, part, at) => sum + (part - colour[at]) ** 2, 0);
      if (far < one.far) { one.far = far; one.place = palette.length; }
    }
    palette.push(colour);
  }
  const places = new Map(cells.map(({key, place}) => [key, place]));
  let indices = "";
  for (let start = 0; start < pixels.length; start += 65536) {
    const end = Math.min(start + 65536, pixels.length), part = [];
    for (let i = start; i < end; i += 4) part.push(places.get(cell(i)));
    indices += String.fromCharCode(...part);
  }
  return {width, height, palette: palette.flat(), indices: btoa(indices)};
}"""


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def reduced(blank: Page, png: bytes) -> bytes:
    """The same picture with at most 64 colours. ``blank``: an empty page of a browser that runs scripts."""
    found = blank.evaluate(COUNT, [base64.b64encode(png).decode(), COLOURS])
    width, height = found["width"], found["height"]
    indices = base64.b64decode(found["indices"])
    rows = b"".join(b"\0" + indices[at : at + width] for at in range(0, width * height, width))
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = [
        _chunk(b"IHDR", head), _chunk(b"PLTE", bytes(found["palette"])),
        _chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b""),
    ]  # fmt: skip
    return SIGNATURE + b"".join(parts)
