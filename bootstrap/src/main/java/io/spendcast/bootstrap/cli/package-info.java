/** The program: it reads the command line, runs one command, and prints its answer. */
package io.spendcast.bootstrap.cli;
