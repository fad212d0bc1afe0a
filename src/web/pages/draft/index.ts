export function DraftsPage() { return null; }
export function DraftPage() { return null; }
