// Talking to the server on this machine: questions as JSON, one at a time where the newest is all that counts.

/** A refusal or a mistake, with the server's words: `problems` is a list of {line, key, message}. */
export class Refused extends Error {
  constructor(message, problems = []) {
    super(message);
    this.problems = problems;
  }
}

async function answerOf(response) {
  if (response.ok) return response;
  let told = {};
  try {
    told = await response.json();
  } catch { /* not JSON: the status says enough */ }
  throw new Refused(told.error ?? `The server answered ${response.status}.`, told.problems);
}

/** Ask the server; `body` null means GET. Returns the response. */
export async function send(path, body = null) {
  let response;
  try {
    response = await fetch(path, body === null ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  } catch {
    throw new Refused("The server does not answer. Is nacsim web still running?");
  }
  return answerOf(response);
}

/** Ask the server for JSON. */
export const ask = async (path, body = null) => (await send(path, body)).json();

/** Latest wins: asks `question()` now, or, if one is under way, once more when it is back. Settles when all is quiet. */
export function latest(question, show, fail) {
  let busy = false, wanted = false, quiet = Promise.resolve();

  async function loop() {
    busy = true;
    while (wanted) {
      wanted = false;
      try {
        const told = await question();
        show(told, wanted);
      } catch (error) {
        if (!wanted) fail(error);
      }
    }
    busy = false;
  }

  return () => {
    wanted = true;
    if (!busy) quiet = loop();
    return quiet;
  };
}
