/** The one DAG of tasks, what a run leaves behind for the next task, and where it can run. */
package io.spendcast.domain.workflow;
