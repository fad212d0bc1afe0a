import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { encode } from 'uqr';

/** Dark on white in every theme: cameras want it so. */
export function Qr({ text, label }: { text: string; label: string }): ReactNode {
  const { path, size } = useMemo(() => {
    const code = encode(text, { ecc: 'M', border: 0 });
    const runs: string[] = [];
    code.data.forEach((row, y) => {
      for (let x = 0; x < row.length; x += 1) {
        if (row[x] !== true) continue;
        const from = x;
        while (row[x + 1] === true) x += 1;
        runs.push(`M${from} ${y}h${x - from + 1}v1h-${x - from + 1}z`);
      }
    });
    return { path: runs.join(''), size: code.size };
  }, [text]);
  return (
    <svg className="qr" viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect className="qr-paper" x="-4" y="-4" width={size + 8} height={size + 8} />
      <path className="qr-ink" d={path} />
    </svg>
  );
}
