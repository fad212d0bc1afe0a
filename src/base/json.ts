/** A JSON value. Numbers are finite; there is no `undefined`. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
