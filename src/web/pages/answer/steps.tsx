import type { ReactNode } from 'react';

export function Step({ state, title, children }: { state: 'done' | 'wait'; title: string; children: ReactNode }): ReactNode {
  return (
    <li className={state}>
      <svg
        viewBox="0 0 24 24"
        width="28"
        height="28"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <circle cx="12" cy="12" r="9" />
        <path d="m8 12.2 2.8 2.8 5.4-6" />
      </svg>
      <b>{title}</b>
      <p>{children}</p>
    </li>
  );
}
