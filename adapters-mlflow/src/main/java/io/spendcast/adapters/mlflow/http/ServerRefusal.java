package io.spendcast.adapters.mlflow.http;

import java.io.IOException;

/** A server's answer that repeating the request would not change. */
public final class ServerRefusal extends IOException {
  private final int status;
  private final String code;

  /**
   * What was answered.
   *
   * @param status of HTTP
   * @param code MLflow's; empty if the answer was not MLflow's
   * @param text as it may be shown
   */
  ServerRefusal(int status, String code, String text) {
    super(text);
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public boolean isAbsence() {
    return code.equals("RESOURCE_DOES_NOT_EXIST") || code.equals("NOT_FOUND");
  }

  public boolean isPresence() {
    return code.equals("RESOURCE_ALREADY_EXISTS");
  }

  /** Whether this server does not know what was asked of it at all. */
  public boolean isUnsupported() {
    return status == 501
        || code.equals("ENDPOINT_NOT_FOUND")
        || code.equals("NOT_IMPLEMENTED")
        || (code.isEmpty() && (status == 404 || status == 405));
  }
}
