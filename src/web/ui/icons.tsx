import type { ReactNode } from 'react';

/** The phone's tab bar: 24 px, stroke 1.5, round ends, always with their word. */
const paths = {
  today: 'M4 15a8 8 0 0 1 16 0M2 19h20M12 3v1.5M4.2 7.2l1 1M19.8 7.2l-1 1',
  receipts: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.5 10.5l2 2 3.5-4',
  draft: 'M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3',
  gate: 'M4 20V9l8-5 8 5v11M4 20h16M9 20v-7h6v7',
  conduct: 'M4 8h13l-3-3M20 16H7l3 3',
  ledger: 'M5 4h14v16H5zM5 9h14M5 14h14M10 4v16',
  sunlight: 'M4 5h16v14H4zM4 9h16M8 13h8M8 16h5',
  rules: 'M5 4h10l4 4v12H5zM15 4v4h4M8.5 12h7M8.5 16h5',
  fill: 'M4 4h16v16H4zM4 9h16M10 4v16M13 13.5h4M13 16.5h4',
  people: 'M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM5 20a7 7 0 0 1 14 0',
  home: 'M4 11l8-7 8 7v9H4zM10 20v-6h4v6',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }): ReactNode {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

export function Mark(): ReactNode {
  return (
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M7 18h4.7a4.7 4.8 0 0 1-9.4 0H7V10L2 12.4Q16 4.2 30 12.4L25 10v8h4.7a4.7 4.8 0 0 1-9.4 0H25" />
    </svg>
  );
}
