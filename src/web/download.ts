import { apiText } from './api.ts';

/** The receipt file, byte for byte as the server signs it. */
export async function saveReceipt(id: string, label: string): Promise<void> {
  saveText(await apiText(`/api/receipts/${encodeURIComponent(id)}`), `${label}.receipt.txt`);
}

export function saveText(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
