package io.spendcast.adapters.databricks;

import com.databricks.sdk.service.jobs.JobRunAs;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** As whom a job runs: addresses are users, all else is the application id of a principal. */
final class RunAs {
  /** How the platform names principals. */
  static final String PRINCIPAL = "service_principal_name";

  private RunAs() {}

  static JobRunAs of(String whom) {
    return isUser(whom)
        ? new JobRunAs().setUserName(whom)
        : new JobRunAs().setServicePrincipalName(whom);
  }

  static void write(ObjectNode runAs, String whom) {
    runAs.put(isUser(whom) ? "user_name" : PRINCIPAL, whom);
  }

  static boolean isUser(String whom) {
    return whom.contains("@");
  }
}
