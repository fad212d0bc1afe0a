import { Problem, type ProblemKind } from '../problem.ts';

export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTty: boolean;
  readonly stdin: () => Promise<Uint8Array>;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Printed by --help, without the program's name. */
  readonly usage: string;
  /** @returns the exit code: 0 fine, 1 findings that refuse or a proof that fails, 2 bad usage or input, 3 server out of reach */
  readonly run: (args: readonly string[], io: Io) => Promise<number>;
}

export const exitOfKind: Readonly<Record<ProblemKind, number>> = {
  invalid: 2,
  'unknown-caller': 2,
  forbidden: 2,
  missing: 2,
  conflict: 2,
  'too-large': 2,
  unsupported: 2,
  'too-many': 3,
  broken: 3,
  unavailable: 3,
};

/** One line that names the place and the mend. */
export function tell(problem: Problem): string {
  const places = problem.fields.slice(0, 5).map(({ path, detail }) => `${path}: ${detail}`);
  const more = problem.fields.length > 5 ? [`… ${problem.fields.length - 5} more`] : [];
  return [problem.message.replaceAll('\n', ' '), ...places, ...more].join(' · ');
}

export interface Parsed {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly flags: ReadonlySet<string>;
}

/** Options that take a value and flags that take none; anything else is bad usage. */
export function parse(
  args: readonly string[],
  { values = [], flags = [] }: { values?: readonly string[]; flags?: readonly string[] },
): Parsed {
  const positionals: string[] = [];
  const found: Record<string, string> = {};
  const set = new Set<string>();
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    const [name = '', inline] = arg.startsWith('--') ? splitOnce(arg) : [arg, undefined];
    if (flags.includes(name) && inline === undefined) set.add(name);
    else if (values.includes(name)) {
      const value = inline ?? args[++i];
      if (value === undefined) throw usage(`${name} 后面要有值 needs a value`);
      found[name] = value;
    } else if (arg !== '-' && arg.startsWith('-')) throw usage(`不认识 ${arg}，看 --help unknown option`);
    else positionals.push(arg);
  }
  return { positionals, values: found, flags: set };
}

function splitOnce(arg: string): [string, string | undefined] {
  const at = arg.indexOf('=');
  return at < 0 ? [arg, undefined] : [arg.slice(0, at), arg.slice(at + 1)];
}

export function usage(detail: string): Problem {
  return new Problem('input.invalid', { detail });
}
