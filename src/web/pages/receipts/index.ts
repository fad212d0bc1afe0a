export function ReceiptsPage() { return null; }
export function ReceiptPage() { return null; }
