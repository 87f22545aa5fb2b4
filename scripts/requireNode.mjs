// Imported first by every command, for what it does: it ends the process where the tools below cannot run.
// The floor is Vite's (20.19, and 22.12 of the 22 line); nothing newer than Node 14 may be written in this file.
const [major, minor] = process.versions.node.split('.').map(Number);
const enough = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;

if (!enough) {
  console.error(`Arus needs Node 20.19 or newer (of the 22 line: 22.12), and this is Node ${process.versions.node}.`);
  process.exit(1);
}
