import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** Its own way of finding its binary is over the network. */
const wasmBinary = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasmBinary).buffer } });

/** What a reader makes of the barcodes of a picture (PNG): `PDF417 <text>`, `QRCode <text>`. */
export const readBarcodesOf = async (png: Uint8Array): Promise<readonly string[]> => {
  const found = await readBarcodes(png, { formats: ['PDF417', 'QRCode'], tryHarder: true });
  return found.map(({ format, text }) => `${format} ${text}`);
};
