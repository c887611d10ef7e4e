/** The commands that prepare, run, check and deploy the workflow. */
package io.spendcast.bootstrap.cli.workflow;
