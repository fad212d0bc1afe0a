import type { Country } from '../country.ts';
import { cn } from './cn.ts';
import { us } from './us.ts';

const countries: Readonly<Record<string, Country>> = { cn, us };

/** @throws Error when a rulebook names a country that nobody has written down */
export function countryOf(id: string): Country {
  const country = countries[id];
  if (country === undefined) throw new Error(`no country ${id}; known: ${Object.keys(countries).join(', ')}`);
  return country;
}

export function isCountry(id: string): boolean {
  return Object.hasOwn(countries, id);
}
