// How a script posts by itself: with the token against forgery, and with the stamp that says for whom the page was made. With
// `once`, a sending that is tried again is carried out once.
const stamp = () => document.querySelector("[name=form_stamp]")?.value ?? "";

export const token = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;

export const post = (address, fields, { accept = "application/json", once = "" } = {}) =>
  fetch(address, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "X-CSRFToken": token(), "X-Form-Stamp": stamp(), Accept: accept, ...(once && { "X-Form-Once": once }) },
  });
