/** The command line: what can be asked, and how the answer is given. */
package io.spendcast.bootstrap.cli;
