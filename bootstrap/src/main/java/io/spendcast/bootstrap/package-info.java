/** The entry point: one command in one process. */
package io.spendcast.bootstrap;
