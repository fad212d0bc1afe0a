export { ReceiptPage } from './receipt.tsx';
export { ReceiptsPage } from './receipts.tsx';
