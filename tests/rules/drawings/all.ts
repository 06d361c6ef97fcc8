/** Screens of the agents that fleetai knows. */
export * from "./claude.ts"
export * from "./codex.ts"
export * from "./gemini.ts"
export * from "./opencode.ts"
export * from "./qwen.ts"
