import type { Parties } from './actors.ts';
import type { Piece } from './pieces.ts';
import { hasTag } from './tags.ts';

const sufferedTags = ['inspect', 'inspectWeak', 'ranking!', 'notice!', 'account!', 'veto!', 'assessStrong!', 'assess!', 'frequent!'];

/** The issuer does it, but to the addressee: inspects, ranks, names, calls to account, summons. */
export function isSuffered(text: string, piece: Piece, parties: Parties): boolean {
  if (hasTag(piece.tokens, ...sufferedTags)) return !aimedAtOthers(text, piece, parties);
  const words = text.slice(piece.start, piece.end);
  return (
    /[从向对到赴与和][^，]{0,2}(各|你|乡镇|村|社区|基层|有关单位|所属)/u.test(words) &&
    hasTag(piece.tokens, 'lend', 'lendStrong', 'sign', 'pledge')
  );
}

function aimedAtOthers(text: string, piece: Piece, parties: Parties): boolean {
  const words = text.slice(piece.start, piece.end);
  if (/各(乡|镇|村|县|区|市|单位|部门|校|地|社区|街)|乡镇|所属|你[县市区镇乡村校]/u.test(words)) return false;
  return (
    /(对|到|向|走进)[^，]{0,16}(企业|商户|群众|经营户|用人单位|农户|工地|门店|餐饮|施工单位)/u.test(words) &&
    !parties.addresseeLevels.includes('public')
  );
}
