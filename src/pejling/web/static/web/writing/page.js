// A page with texts that save themselves, and nothing else that does.
import { write } from "./texts.js";

await write();
