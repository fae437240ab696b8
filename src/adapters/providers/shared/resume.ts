/** How a model is asked to go on with an answer that broke off. */

/** Instruction after the part that exists. */
export const CONTINUE =
  'Your answer above was cut off by a technical fault. Continue it exactly where it stopped: no repetition, no remark about the interruption.';

/** The same for services that know no instructions between the turns: marked, so that it is not taken for a person's words. */
export const CONTINUE_AS_USER = `<system-reminder>${CONTINUE}</system-reminder>`;
