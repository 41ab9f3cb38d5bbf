// The writing page of a document: texts and lines that save themselves.
import { Lines } from "./lines.js";
import { write } from "../web/writing/texts.js";

await write((root, tools) => new Lines(root, tools));
