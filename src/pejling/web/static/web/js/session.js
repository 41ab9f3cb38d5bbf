// Before the session ends the page says so, with a button to stay; what is typed is left alone. Another window may have renewed
// the session, or ended it, so the server is asked before anything is said.
import { post } from "./post.js";

const { session: address, sessionSeconds } = document.body.dataset;
const WARNED = 5 * 60;
const LOOK = 15;
let ends = Date.now() + Number(sessionSeconds) * 1000;
let said = "";

const left = () => (ends - Date.now()) / 1000;
const silence = () => {
  document.querySelectorAll("#toasts [data-session-said]").forEach((toast) => toast.remove());
  said = "";
};
const say = (what) => {
  if (said === what) return;
  silence();
  said = what;
  const toast = document.querySelector(`template[data-session-${what}]`).content.firstElementChild.cloneNode(true);
  toast.dataset.sessionSaid = "";
  toast.dataset.seen = "";
  toast.querySelector("form")?.addEventListener("submit", stay);
  document.getElementById("toasts").append(toast);
};

const renew = async (answer) => {
  const { seconds } = await answer.json();
  ends = Date.now() + seconds * 1000;
};

const stay = async (event) => {
  event.preventDefault();
  await renew(await post(address, {})).catch(() => {});
  look();
};

const look = async ({ again = true } = {}) => {
  if (left() < WARNED && (again || said !== "ended")) await fetch(address).then(renew).catch(() => {});
  if (left() >= WARNED) silence();
  else say(left() <= 0 ? "ended" : "ending");
};

if (address) {
  look();
  setInterval(() => look({ again: false }), LOOK * 1000);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look());
}
