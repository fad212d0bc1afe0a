import { apiBlob, apiText } from './api.ts';

/** The receipt file, byte for byte as the server signs it. */
export async function saveReceipt(id: string, label: string): Promise<void> {
  saveText(await apiText(`/api/receipts/${encodeURIComponent(id)}`), `${label}.receipt.txt`);
}

/** A file as the server writes it, whatever it is. */
export async function saveFile(path: string, name: string): Promise<void> {
  saveBlob(await apiBlob(path), name);
}

export function saveText(text: string, name: string): void {
  saveBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), name);
}

export function saveBytes(bytes: Uint8Array, name: string): void {
  saveBlob(new Blob([bytes.slice()], { type: 'application/octet-stream' }), name);
}

function saveBlob(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
