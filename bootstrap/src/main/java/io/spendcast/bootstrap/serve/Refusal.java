package io.spendcast.bootstrap.serve;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is not answered as it was meant; it becomes an answer of HTTP. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final String field;
  private final String rule;

  private Refusal(int status, String code, String field, String rule) {
    super(field.isEmpty() ? rule : field + " " + rule);
    this.status = status;
    this.code = code;
    this.field = field;
    this.rule = rule;
  }

  /** A field that breaks a rule; {@code ""} is the whole. */
  static Refusal of(String field, String rule) {
    return new Refusal(400, "BAD_REQUEST", field, rule);
  }

  static Refusal unauthorized() {
    return new Refusal(
        401, "UNAUTHENTICATED", "Authorization", "must be Bearer and the token of the service");
  }

  static Refusal notFound(String path) {
    return new Refusal(404, "NOT_FOUND", "", "there is no " + path + "; see /openapi.json");
  }

  static Refusal method(String allowed) {
    return new Refusal(405, "METHOD_NOT_ALLOWED", "", "the method must be " + allowed);
  }

  static Refusal tooLarge(int most) {
    return new Refusal(
        413, "REQUEST_TOO_LARGE", "", "the request must have at most %s bytes".formatted(most));
  }

  static Refusal type() {
    return new Refusal(
        415, "UNSUPPORTED_MEDIA_TYPE", "Content-Type", "must be application/json, in UTF-8");
  }

  static Refusal unavailable(String why) {
    return new Refusal(503, "TEMPORARILY_UNAVAILABLE", "", why);
  }

  static Refusal fault() {
    return new Refusal(
        500, "INTERNAL_ERROR", "", "this is a fault in Spendcast; its log says more");
  }

  int status() {
    return status;
  }

  /** As MLflow's scoring server names it, with the field and the rule. */
  Reply reply() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("error_code", code);
    fields.put("message", getMessage());
    if (!field.isEmpty()) {
      fields.put("field", field);
    }
    fields.put("rule", rule);
    return Reply.json(status, fields);
  }
}
