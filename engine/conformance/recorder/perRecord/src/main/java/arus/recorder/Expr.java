package arus.recorder;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The small part of SQL that the cases use in filters and selects: or, and, not, comparisons, is [not] null, + - * /,
 * literals. It is the user's code of these programs; what an expression means is held by the cases of Spark.
 */
public abstract class Expr {
    abstract Object eval(Row r);

    interface F {
        Object eval(Row r);
    }

    static Expr of(F f) {
        return new Expr() {
            Object eval(Row r) {
                return f.eval(r);
            }
        };
    }

    static Expr parse(String s) {
        P p = new P(s);
        Expr e = p.or();
        if (p.i != p.t.size()) throw new Unsupported("cannot parse: " + s);
        return e;
    }

    private static class P {
        final List<String> t = new ArrayList<>();
        int i = 0;

        P(String s) {
            Matcher m = Pattern.compile("\\s*('(?:[^']|'')*'|\\d+(?:\\.\\d+)?|\\w+(?:\\.\\w+)?|<=|>=|<>|!=|=|<|>|[()+*/-])").matcher(s);
            int end = 0;
            while (m.find()) {
                if (m.start() != end) throw new Unsupported("cannot parse: " + s);
                t.add(m.group(1));
                end = m.end();
            }
            if (!s.substring(end).isBlank()) throw new Unsupported("cannot parse: " + s);
        }

        boolean eat(String w) {
            if (i < t.size() && t.get(i).equalsIgnoreCase(w)) {
                i++;
                return true;
            }
            return false;
        }

        Expr or() {
            Expr a = and();
            while (eat("or")) {
                Expr x = a, y = and();
                a = of(r -> {
                    Object p = x.eval(r), q = y.eval(r);
                    if (Boolean.TRUE.equals(p) || Boolean.TRUE.equals(q)) return true;
                    return p == null || q == null ? null : (Object) false;
                });
            }
            return a;
        }

        Expr and() {
            Expr a = not();
            while (eat("and")) {
                Expr x = a, y = not();
                a = of(r -> {
                    Object p = x.eval(r), q = y.eval(r);
                    if (Boolean.FALSE.equals(p) || Boolean.FALSE.equals(q)) return false;
                    return p == null || q == null ? null : (Object) true;
                });
            }
            return a;
        }

        Expr not() {
            if (eat("not")) {
                Expr x = not();
                return of(r -> {
                    Object p = x.eval(r);
                    return p == null ? null : (Object) !(Boolean) p;
                });
            }
            return cmp();
        }

        @SuppressWarnings("unchecked")
        Expr cmp() {
            Expr a = sum();
            if (eat("is")) {
                boolean neg = eat("not");
                if (!eat("null")) throw new Unsupported("is null");
                return of(r -> (a.eval(r) == null) != neg);
            }
            for (String op : new String[] {"<=", ">=", "<>", "!=", "=", "<", ">"}) {
                if (eat(op)) {
                    Expr b = sum();
                    return of(r -> {
                        Object p = a.eval(r), q = b.eval(r);
                        if (p == null || q == null) return null;
                        int c = p instanceof Number m && q instanceof Number n
                                ? Double.compare(m.doubleValue(), n.doubleValue())
                                : ((Comparable<Object>) p).compareTo(q);
                        return switch (op) {
                            case "<=" -> c <= 0;
                            case ">=" -> c >= 0;
                            case "=" -> c == 0;
                            case "<" -> c < 0;
                            case ">" -> c > 0;
                            default -> c != 0;
                        };
                    });
                }
            }
            return a;
        }

        Expr sum() {
            Expr a = prod();
            while (i < t.size() && (t.get(i).equals("+") || t.get(i).equals("-"))) {
                boolean plus = t.get(i++).equals("+");
                Expr x = a, y = prod();
                a = of(r -> num(plus ? "+" : "-", x.eval(r), y.eval(r)));
            }
            return a;
        }

        Expr prod() {
            Expr a = atom();
            while (i < t.size() && (t.get(i).equals("*") || t.get(i).equals("/"))) {
                String op = t.get(i++);
                Expr x = a, y = atom();
                a = of(r -> num(op, x.eval(r), y.eval(r)));
            }
            return a;
        }

        Expr atom() {
            if (eat("(")) {
                Expr e = or();
                if (!eat(")")) throw new Unsupported(")");
                return e;
            }
            if (eat("-")) {
                Expr x = atom();
                return of(r -> num("-", 0L, x.eval(r)));
            }
            String w = t.get(i++);
            if (w.startsWith("'")) {
                String v = w.substring(1, w.length() - 1).replace("''", "'");
                return of(r -> v);
            }
            if (Character.isDigit(w.charAt(0))) {
                Object v = w.contains(".") ? (Object) Double.parseDouble(w) : (Object) Long.parseLong(w);
                return of(r -> v);
            }
            if (w.equalsIgnoreCase("true")) return of(r -> true);
            if (w.equalsIgnoreCase("false")) return of(r -> false);
            if (w.equalsIgnoreCase("null")) return of(r -> null);
            return of(r -> r.column(w));
        }

        static Object num(String op, Object p, Object q) {
            if (p == null || q == null) return null;
            if (p instanceof Long x && q instanceof Long y && !op.equals("/"))
                return op.equals("+") ? x + y : op.equals("-") ? x - y : x * y;
            double x = ((Number) p).doubleValue(), y = ((Number) q).doubleValue();
            return switch (op) {
                case "+" -> x + y;
                case "-" -> x - y;
                case "*" -> x * y;
                default -> y == 0 ? null : (Object) (x / y);
            };
        }
    }
}
