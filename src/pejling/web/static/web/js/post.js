// How a script posts by itself: with the token against forgery, and with the stamp that says for whom the page was made. With
// `once`, a sending that is tried again is carried out once; one that `outlivesPage` goes on when the page is left, if it is small
// enough for the browser to take it over.
const MOST_TAKEN_OVER = 60000;
const stamp = () => document.querySelector("[name=form_stamp]")?.value ?? "";

export const token = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value;

export const post = (address, fields, { accept = "application/json", once = "", outlivesPage = false } = {}) => {
  const body = new URLSearchParams(fields);
  return fetch(address, {
    method: "POST",
    body,
    keepalive: outlivesPage && body.toString().length < MOST_TAKEN_OVER,
    headers: { "X-CSRFToken": token(), "X-Form-Stamp": stamp(), Accept: accept, ...(once && { "X-Form-Once": once }) },
  });
};
