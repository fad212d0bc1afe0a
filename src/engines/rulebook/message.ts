import type { Country } from './country.ts';
import { isField } from './demand.ts';
import type { ParamValue } from './rule.ts';
import type { Stretch } from './marks.ts';
import type { NoticeView } from './view.ts';

/** Fills {quote}, {number:mark}, {count:mark}, {param:name} and {demand.field}; the build checks that every one is known. */
export function fillMessage(
  template: string,
  view: NoticeView,
  place: Stretch,
  params: ReadonlyMap<string, ParamValue>,
  { shorten }: Country,
): string {
  return template.replace(/\{([^}]+)\}/g, (_whole, key: string) =>
    key === 'quote' ? shorten(view.reading.text.slice(place.start, place.end)) : valueOf(key, view, params),
  );
}

function valueOf(key: string, view: NoticeView, params: ReadonlyMap<string, ParamValue>): string {
  const [kind = '', name = ''] = key.split(':');
  if (kind === 'number') return String(view.number(name));
  if (kind === 'count') return String(view.kindsOf(name));
  if (kind === 'param') return String(params.get(name) ?? '');
  const field = key.startsWith('demand.') ? key.slice('demand.'.length) : '';
  const value = isField(field) ? view.demand[field] : null;
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}
