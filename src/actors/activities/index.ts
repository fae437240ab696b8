/** Every activity by name. Adding one is one file and one line here. */
import type { AnyActivity } from '../activity.ts';
import type { AgentPorts } from '../agent-ports.ts';
import type { Gate } from '../tools/gate.ts';
import { listen } from './channel/listen.ts';
import { notifyOwner } from './channel/notify-owner.ts';
import { collectPhase } from './build/collect-phase.ts';
import { preparePhase } from './build/prepare-phase.ts';
import { reportBuild } from './build/report-build.ts';
import { acknowledge } from './conversation/acknowledge.ts';
import { takeAside } from './conversation/take-aside.ts';
import { takeBatch } from './conversation/take-batch.ts';
import { fillSlot } from './delivery/fill-slot.ts';
import { openSlot } from './delivery/open-slot.ts';
import { preview } from './delivery/preview.ts';
import { sendBlind, sendKeyed } from './delivery/send-part.ts';
import { markStep } from './plan/mark-step.ts';
import { reportPlan } from './plan/report-plan.ts';
import { admit } from './run/admit.ts';
import { audit } from './run/audit.ts';
import { changeFiles } from './run/change-files.ts';
import { command } from './run/command.ts';
import { sanitise } from './run/sanitise.ts';
import { store } from './run/store.ts';
import { askGoogleConsent } from './google/ask-consent.ts';
import { clearGoogle, disconnectGoogle, tellGoogleTrouble } from './google/end.ts';
import { exchangeGoogleCode } from './google/exchange-code.ts';
import { readGoogleClient } from './google/read-client.ts';
import { judgeBeat } from './heartbeat/judge-beat.ts';
import { lookAround } from './heartbeat/look-around.ts';
import { planBeat } from './heartbeat/plan-beat.ts';
import { embedMemory } from './memory/embed-memory.ts';
import { embedQuestion } from './memory/embed-question.ts';
import { learn } from './memory/learn.ts';
import { summarise } from './memory/summarise.ts';
import { fireSlot } from './task/fire-slot.ts';
import { judgeSlot } from './task/judge-slot.ts';
import { planSlot } from './task/plan-slot.ts';
import { watchSlots } from './task/watch-slots.ts';
import { closePost, endApproval, fillPost, openPost } from './approval/posts.ts';
import { checkCall } from './tool/check-call.ts';
import { decideCall } from './tool/decide-call.ts';
import { executeIdempotent, executeInside, executeOnce, executePure } from './tool/execute.ts';
import { putQuestion } from './tool/put-question.ts';
import { checkResult, failCall, refuseCall } from './tool/settle-call.ts';
import { assemble } from './turn/assemble.ts';
import { choose } from './turn/choose.ts';
import { classify } from './turn/classify.ts';
import { contexts as buildContexts } from './turn/context.ts';
import { giveUp } from './turn/give-up.ts';
import { resetDraft } from './turn/reset-draft.ts';
import { meanings } from '../thinking/meanings.ts';
import { think } from './turn/think.ts';

/** What tool calls and approvals invoke. */
function ofTools(ports: AgentPorts, gate: Gate): AnyActivity[] {
  return [
    checkCall(ports),
    decideCall(ports),
    putQuestion(ports, gate),
    executeInside(ports),
    executePure(ports, gate),
    executeIdempotent(ports, gate),
    executeOnce(ports, gate),
    checkResult(ports),
    failCall(ports),
    refuseCall(ports),
    openPost(ports),
    fillPost(ports),
    closePost(ports),
    endApproval(ports),
  ];
}

/** What connects a Google account. */
function ofGoogle(ports: AgentPorts): AnyActivity[] {
  return [
    readGoogleClient(ports),
    askGoogleConsent(ports),
    exchangeGoogleCode(ports),
    clearGoogle(ports),
    disconnectGoogle(ports),
    tellGoogleTrouble(ports),
  ];
}

/** Builds all activities on the given ports. */
export function activities(ports: AgentPorts, gate: Gate): ReadonlyMap<string, AnyActivity> {
  const meant = meanings();
  const contexts = buildContexts(ports, meant);
  const all = [
    takeBatch(ports),
    takeAside(ports),
    acknowledge(ports),
    admit(ports),
    sanitise(ports),
    command(ports),
    store(ports),
    changeFiles(ports),
    preparePhase(ports),
    collectPhase(ports),
    reportBuild(ports),
    markStep(ports),
    reportPlan(ports),
    audit(ports),
    assemble(ports, contexts),
    classify(ports),
    choose(ports),
    think(ports, contexts),
    giveUp(ports),
    resetDraft(ports),
    planSlot(ports),
    fireSlot(ports),
    judgeSlot(ports),
    watchSlots(ports),
    planBeat(ports),
    lookAround(ports),
    judgeBeat(ports),
    learn(ports),
    embedMemory(ports),
    embedQuestion(ports, meant),
    summarise(ports),
    openSlot(ports),
    preview(ports),
    fillSlot(ports),
    sendKeyed(ports),
    sendBlind(ports),
    listen(ports),
    notifyOwner(ports),
    ...ofTools(ports, gate),
    ...ofGoogle(ports),
  ];
  return new Map(all.map((a) => [a.name, a]));
}
