export function DemandPage() { return null; }
