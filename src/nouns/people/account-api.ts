import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { bearerToken, type Endpoints } from '../../platform/http/index.ts';
import { Problem } from '../../problem.ts';
import { changePassword } from './acts/account.ts';
import { leaveFactor, offerFactor, takeFactor } from './acts/factor.ts';
import { choosePost } from './acts/sign-in.ts';
import { idPattern, type Caller, type PeopleParts } from './people.ts';
import { findFactor, recoveryCodesLeft } from './store/factors.ts';
import { endSessionsOf, sessionsOf } from './store/sessions.ts';
import { hashOfToken } from './token.ts';

const tag = 'people';
const id = Type.String({ pattern: idPattern });
const password = Type.String({ minLength: 1, maxLength: 256 });
const code = Type.String({ minLength: 1, maxLength: 64 });
const tokenOf = (request: FastifyRequest): string => bearerToken(request) ?? '';
// Each try of a password or code costs its slow hash.
// Guesses are counted beside any transaction, which a refusal would roll back; so these are no `write`, and no answer of theirs is kept.
const rateLimit = { max: 60, timeWindow: 60_000 };

/** One's own posts, sessions, password and second factor. */
export function accountRoutes(endpoints: Endpoints<Caller>, parts: PeopleParts): void {
  sessionRoutes(endpoints);
  factorRoutes(endpoints, parts);

  endpoints.write({
    method: 'POST',
    url: '/api/me/post',
    summary: 'Go on in another of one’s own posts: a new token, the old one ends',
    tag,
    secret: true,
    right: () => true,
    whileHeldBack: true,
    body: Type.Object({ post: id }, { additionalProperties: false }),
    response: Type.Object({ token: Type.String() }),
    act: (trx, { caller, body, now, request }) => choosePost(trx, caller, tokenOf(request), body.post, now),
  });

  endpoints.read({
    method: 'POST',
    url: '/api/me/password',
    summary: 'Change one’s own password; every other session of one’s own ends',
    tag,
    right: () => true,
    whileHeldBack: true,
    rateLimit,
    body: Type.Object({ current: password, next: password }, { additionalProperties: false }),
    response: Type.Object({ ended: Type.Integer() }),
    run: ({ db, caller, body, now, request }) => changePassword(db, { caller, token: tokenOf(request), now }, body, parts.breached),
  });
}

function sessionRoutes(endpoints: Endpoints<Caller>): void {
  endpoints.read({
    method: 'GET',
    url: '/api/me/sessions',
    summary: 'One’s own sessions that still live, in all of one’s posts',
    tag,
    right: () => true,
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          post: Type.String(),
          since: Type.String(),
          until: Type.String(),
          device: Type.String(),
          network: Type.String(),
          current: Type.Boolean(),
        }),
      ),
    }),
    run: async ({ db, caller, now, request }) => {
      const mine = hashOfToken(tokenOf(request));
      const sessions = await sessionsOf(db, caller.county, caller.person, now);
      return {
        items: sessions.map((one) => ({
          id: one.id,
          post: one.post,
          since: one.at.toISOString(),
          until: one.expiresAt.toISOString(),
          device: one.device,
          network: one.source,
          current: one.tokenHash.equals(mine),
        })),
      };
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/me/sessions/:id/end',
    summary: 'End one of one’s own sessions, at once',
    tag,
    right: () => true,
    params: Type.Object({ id }),
    response: Type.Null(),
    status: 204,
    act: async (trx, { caller, params, now }) => {
      if ((await endSessionsOf(trx, caller, { id: params.id }, now)) === 0) throw new Problem('thing.missing');
    },
  });

  endpoints.write({
    method: 'POST',
    url: '/api/me/sessions/end-others',
    summary: 'End all of one’s own sessions but this one',
    tag,
    right: () => true,
    response: Type.Object({ ended: Type.Integer() }),
    act: async (trx, { caller, now, request }) => ({
      ended: await endSessionsOf(trx, caller, { but: hashOfToken(tokenOf(request)) }, now),
    }),
  });
}

function factorRoutes(endpoints: Endpoints<Caller>, { seal }: PeopleParts): void {
  endpoints.read({
    method: 'GET',
    url: '/api/me/factor',
    summary: 'Whether one has a second factor, and how many recovery codes are left',
    tag,
    right: () => true,
    whileHeldBack: true,
    response: Type.Object({ state: Type.Enum(['none', 'offered', 'confirmed']), recoveryCodes: Type.Integer() }),
    run: async ({ db, caller }) => {
      const factor = await findFactor(db, caller);
      const state = factor === null ? 'none' : factor.confirmed ? 'confirmed' : 'offered';
      return { state, recoveryCodes: await recoveryCodesLeft(db, caller) };
    },
  });

  endpoints.read({
    method: 'POST',
    url: '/api/me/factor',
    summary: 'A new secret for an authenticator (TOTP, RFC 6238); it counts once it is confirmed',
    tag,
    right: () => true,
    whileHeldBack: true,
    rateLimit,
    body: Type.Object({ password }, { additionalProperties: false }),
    response: Type.Object({ secret: Type.String(), link: Type.String() }),
    status: 201,
    run: ({ db, caller, body, now }) => offerFactor(db, { caller, now, seal }, body.password),
  });

  endpoints.read({
    method: 'POST',
    url: '/api/me/factor/confirm',
    summary: 'The first code of the new authenticator; answers the recovery codes, this once',
    tag,
    right: () => true,
    whileHeldBack: true,
    rateLimit,
    body: Type.Object({ code }, { additionalProperties: false }),
    response: Type.Object({ recoveryCodes: Type.Array(Type.String()) }),
    run: ({ db, caller, body, now, request }) => takeFactor(db, { caller, now, seal }, tokenOf(request), body.code),
  });

  endpoints.read({
    method: 'POST',
    url: '/api/me/factor/remove',
    summary: 'Take one’s own second factor off',
    tag,
    right: () => true,
    rateLimit,
    body: Type.Object({ password, code }, { additionalProperties: false }),
    response: Type.Null(),
    status: 204,
    run: ({ db, caller, body, now }) => leaveFactor(db, { caller, now, seal }, body),
  });
}
