/** What the engine is handed from outside: node:crypto in the server, @noble in a browser. A national suite fits the same shape. */
export interface Digest {
  /** SHA-256. */
  hash(data: Uint8Array): Uint8Array;
  /** HMAC-SHA-256. */
  hmac(key: Uint8Array, data: Uint8Array): Uint8Array;
}

/** What only the maker of leaves needs. */
export interface Deriver extends Digest {
  /** SHAKE256 (FIPS 202) of the data, this many bytes: the salts of a leaf come out of one call. */
  expand(data: Uint8Array, length: number): Uint8Array;
}

export interface Suite extends Digest {
  /** Ed25519, RFC 8032. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** SM2 with SM3 (GB/T 32918.2), r || s. A suite without it reads past such signatures, as the note format intends. */
  verifySm2?(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}
