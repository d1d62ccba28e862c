<#-- SPDX-License-Identifier: Apache-2.0 -->
/** SECURE aggregate(...): what may stand behind SECURE is checked later, with a better message. */
SqlNode SecureCall() :
{
    final Span s;
    final SqlNode call;
}
{
    <SECURE> { s = span(); }
    call = NamedFunctionCall()
    { return SecureOperator.INSTANCE.createCall(s.end(call), call); }
}
