import { Problem, type ProblemSlug } from '../../problem.ts';

/**
 * Every constraint of the schema by name, and what breaking it means to the caller. A test reads the database's own list and demands
 * a line here for each: a refusal by the database must never come out as an unexplained 500. `null`: only a fault of ours can break it,
 * because the act has decided the same thing before.
 */
export const constraintProblems: Readonly<Record<string, ProblemSlug | null>> = {
  unit_pkey: 'import.rows',
  unit_code_check: 'import.rows',
  unit_level_check: 'import.rows',
  unit_valid_check: 'import.rows',
  organ_pkey: null,
  organ_name_key: 'import.rows',
  organ_place_fkey: 'import.rows',
  person_pkey: null,
  post_pkey: null,
  post_person_fkey: null,
  post_organ_fkey: 'import.rows',
  post_place_fkey: 'import.rows',
  post_role_check: null,
  login_pkey: 'input.invalid',
  login_person_fkey: null,
  session_pkey: null,
  session_post_fkey: null,
  idempotency_pkey: 'input.idempotency',
  idempotency_key_check: 'input.invalid',
  demand_pkey: null,
  demand_number_key: null,
  demand_organ_fkey: null,
  demand_state_check: null,
  demand_number_check: null,
  demand_draft_pkey: 'demand.not-now',
  demand_draft_demand_fkey: null,
  demand_act_pkey: 'demand.not-now',
  demand_act_demand_fkey: null,
  demand_act_kind_check: null,
  terms_pkey: 'demand.not-now',
  terms_demand_fkey: null,
  terms_digest_check: null,
  terms_expiry_check: 'demand.deadline',
  demand_target_pkey: null,
  demand_target_terms_fkey: null,
  demand_target_unit_fkey: null,
  gate_number_pkey: null,
  answer_pkey: null,
  answer_nth_key: null,
  answer_target_fkey: 'answer.not-addressed',
  answer_leaf: null,
  answer_current_pkey: null,
  rollup_pkey: null,
  log_shard_pkey: null,
  log_shard_origin_key: null,
  log_shard_suite_check: null,
  log_pending_pkey: null,
  log_pending_id_check: null,
  log_pending_entry_check: null,
  log_pending_hash_check: null,
  log_entry_pkey: null,
  log_entry_id_key: null,
  log_entry_idx_check: null,
  log_entry_id_check: null,
  log_entry_entry_check: null,
  log_entry_hash_check: null,
  log_tile_pkey: null,
  log_tile_place_check: null,
  log_tile_width_check: null,
  log_checkpoint_pkey: null,
  log_checkpoint_size_check: null,
  log_checkpoint_root_check: null,
  log_opening_pkey: null,
  log_opening_id_check: null,
  log_opening_seed_check: null,
  log_opening_salts_check: null,
  column_meaning_pkey: null,
  column_meaning_person_fkey: null,
  column_meaning_heading_check: null,
  column_meaning_fingerprint_check: null,
  conduct_event_pkey: 'conduct.changed',
  conduct_event_demand_fkey: 'input.invalid',
  conduct_event_kind_check: null,
  conduct_event_origin_check: null,
  conduct_event_ends_check: 'input.invalid',
  conduct_event_leaf_check: null,
  conduct_place_pkey: null,
  conduct_place_event_fkey: null,
  conduct_place_unit_fkey: 'input.invalid',
  behaviour_report_pkey: 'conduct.spoken',
  behaviour_report_unit_fkey: null,
  behaviour_report_behaviours_check: null,
};

const unavailable = new Set([
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
]);

/** A database error told as a problem; anything unknown stays what it was and becomes `server.broken` at the edge. */
export function problemOf(error: unknown): unknown {
  if (error instanceof Problem || typeof error !== 'object' || error === null) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (
    unavailable.has(code) ||
    (error instanceof Error && /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message))
  ) {
    return new Problem('database.unavailable', { cause: error });
  }
  const name = 'constraint' in error ? String(error.constraint) : '';
  const slug = constraintProblems[name];
  return slug === undefined || slug === null ? error : new Problem(slug, { cause: error });
}
