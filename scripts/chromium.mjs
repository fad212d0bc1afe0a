// Finds Chromium, or gets it from the system's packages: installed as root, unpacked under the user's cache otherwise. Fails and says so.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

export function findChromium() {
  const named = process.env.QINGDAN_CHROMIUM;
  if (named) return named;
  const fonts = existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') || process.platform !== 'linux';
  const installed = places.find((place) => existsSync(place));
  if (installed && fonts) return installed;
  const found = process.getuid?.() === 0 ? installAsRoot() : unpackAsUser();
  if (!found) {
    console.error(
      'Chromium is needed for the journeys: install the packages chromium and fonts-noto-cjk, or set QINGDAN_CHROMIUM to a Chromium.',
    );
    process.exit(2);
  }
  return found;
}

function installAsRoot() {
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], quiet);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], quiet);
  return places.find((place) => existsSync(place));
}

/** Without root nothing may be installed, but packages may be downloaded and unpacked. */
function unpackAsUser() {
  const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'qingdan', 'chromium');
  const binary = join(cache, 'root', 'usr', 'lib', 'chromium', 'chromium');
  if (!existsSync(binary)) {
    mkdirSync(join(cache, 'debs'), { recursive: true });
    const wanted = dependencies(['chromium', 'fonts-noto-cjk']);
    spawnSync('apt-get', ['download', ...wanted], { cwd: join(cache, 'debs'), stdio: ['ignore', 'ignore', 'inherit'] });
    for (const deb of readdirSync(join(cache, 'debs')))
      spawnSync('dpkg-deb', ['-x', join(cache, 'debs', deb), join(cache, 'root')], { stdio: 'inherit' });
  }
  if (!existsSync(binary)) return undefined;
  const lib = join(cache, 'root', 'usr', 'lib');
  process.env.LD_LIBRARY_PATH = [
    join(lib, `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`),
    lib,
    process.env.LD_LIBRARY_PATH,
  ]
    .filter(Boolean)
    .join(':');
  return binary;
}

/** The packages and what they need that is not installed here. */
function dependencies(names) {
  const planned = spawnSync('apt-get', ['install', '-s', '--no-install-recommends', ...names], { encoding: 'utf8' }).stdout ?? '';
  const listed = [...planned.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]);
  return listed.length > 0 ? listed : names;
}
