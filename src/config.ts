import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Problem } from './problem.ts';

/** Settings of one installation; the only reader of the environment. */
export interface Config {
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | null;
  /** Policy file that names the log's witnesses; null: `witness-policy` in the data folder, if there is one. */
  readonly witnessPolicy: string | null;
  readonly tls: { readonly key: Buffer; readonly cert: Buffer } | null;
  /** The proxy in front speaks TLS and is declared to do so. */
  readonly behindTlsProxy: boolean;
  readonly demo: boolean;
  readonly account: { readonly secondFactor: boolean; readonly breached: string | null };
  /** One line a problem on stderr; never bodies, names or query strings. */
  readonly requestLog: boolean;
}

export interface Flags {
  readonly data?: string | undefined;
  readonly port?: string | undefined;
  readonly demo?: boolean | undefined;
  readonly demoPublic?: boolean | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** @throws Problem setting.invalid naming the setting and the mend; the server refuses to start half-configured */
export function configOf(env: Env, flags: Flags, cwd: string): Config {
  const host = textOf(env['QINGDAN_HOST']) ?? '127.0.0.1';
  const tls = tlsOf(env);
  const behindTlsProxy = env['QINGDAN_TLS_PROXY'] === '1';
  const config: Config = {
    dataDir: resolve(cwd, flags.data ?? textOf(env['QINGDAN_DATA']) ?? 'qingdan-data'),
    host,
    port: portOf(flags.port ?? textOf(env['QINGDAN_PORT']) ?? '4180', flags.port === undefined ? 'QINGDAN_PORT' : '--port'),
    databaseUrl: databaseUrlOf(textOf(env['DATABASE_URL'])),
    witnessPolicy: pathOf(textOf(env['QINGDAN_WITNESSES']), cwd),
    tls,
    behindTlsProxy,
    demo: flags.demo === true,
    account: { secondFactor: env['QINGDAN_SECOND_FACTOR'] === '1', breached: fileOf(env, 'QINGDAN_BREACHED') },
    requestLog: env['QINGDAN_LOG'] === '1',
  };
  if (!isLoopback(host)) {
    if (tls === null && !behindTlsProxy) {
      throw invalid(
        'QINGDAN_HOST',
        `${host} 不是本机地址，要有 QINGDAN_TLS_CERT 和 QINGDAN_TLS_KEY，或声明 QINGDAN_TLS_PROXY=1。 Beyond loopback TLS is needed.`,
      );
    }
  }
  // Behind a proxy loopback is public too, and the demo prints its passwords.
  if (config.demo && flags.demoPublic !== true && (!isLoopback(host) || behindTlsProxy)) {
    throw invalid('--demo', `演示县对外开放要加 --demo-public。 A demo beyond loopback needs --demo-public.`);
  }
  return config;
}

function textOf(value: string | undefined): string | null {
  return value === undefined || value.trim() === '' ? null : value.trim();
}

function pathOf(text: string | null, cwd: string): string | null {
  return text === null ? null : resolve(cwd, text);
}

function fileOf(env: Env, name: string): string | null {
  const file = textOf(env[name]);
  if (file !== null && !existsSync(file)) throw invalid(name, `没有“${file}”这个文件。 There is no such file.`);
  return file;
}

function portOf(text: string, name: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw invalid(name, `“${text}” 不是端口，要在 0–65535 之间。 Not a port.`);
  return port;
}

function databaseUrlOf(text: string | null): string | null {
  if (text === null) return null;
  if (!/^postgres(ql)?:\/\//.test(text)) throw invalid('DATABASE_URL', '要以 postgres:// 开头。 Must begin with postgres://');
  return text;
}

function tlsOf(env: Env): Config['tls'] {
  const cert = textOf(env['QINGDAN_TLS_CERT']);
  const key = textOf(env['QINGDAN_TLS_KEY']);
  if (cert === null && key === null) return null;
  if (cert === null || key === null) throw invalid('QINGDAN_TLS_CERT', 'QINGDAN_TLS_CERT 和 QINGDAN_TLS_KEY 要一起给。 Both are needed.');
  try {
    return { cert: readFileSync(cert), key: readFileSync(key) };
  } catch (cause) {
    throw new Problem('setting.invalid', { detail: 'QINGDAN_TLS_CERT 或 QINGDAN_TLS_KEY 的文件读不了。 The file cannot be read.', cause });
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function invalid(name: string, detail: string): Problem {
  return new Problem('setting.invalid', { detail: `${name}：${detail}`, fields: [{ path: name, detail }] });
}
