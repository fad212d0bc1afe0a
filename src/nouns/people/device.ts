const programs: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/i, '微信'],
  [/DingTalk/i, '钉钉'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/(?:Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/i, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** Enough for its owner to know a session again, too little to follow anybody by: program and system, no version, no model. */
export function deviceOf(agent: string): string {
  const named = (of: typeof programs): string | undefined => of.find(([pattern]) => pattern.test(agent))?.[1];
  return [named(programs), named(systems)].filter((part) => part !== undefined).join(' · ');
}

/** The network of an address, not the address: 10.1.2.*, or the first 48 bits. */
export function networkOf(address: string): string {
  const four = /(\d+\.\d+\.\d+)\.\d+$/.exec(address)?.[1];
  if (four !== undefined) return `${four}.*`;
  const six = /^([0-9a-f]{1,4}:[0-9a-f]{1,4}:[0-9a-f]{1,4}):/i.exec(address)?.[1];
  return six === undefined ? '' : `${six.toLowerCase()}:*`;
}
