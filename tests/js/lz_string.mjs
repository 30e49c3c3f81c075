// The lz-string library, for checks of ours: JSON lines of texts on stdin; for each what the library makes of it for
// UTF-16, and what it makes of `packed`, the text as compressed by us.
import { createInterface } from "node:readline";
import LZString from "lz-string";

for await (const line of createInterface({ input: process.stdin })) {
  const { text, packed } = JSON.parse(line);
  process.stdout.write(
    JSON.stringify({ packed: LZString.compressToUTF16(text), text: LZString.decompressFromUTF16(packed) }) + "\n",
  );
}
