/** What a command answers: fields for JSON, text for people, failures, and the exit code. */
package io.spendcast.bootstrap.cli.answer;
