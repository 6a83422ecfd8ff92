// A real OpenID provider: whoever types a name is that person, and every client has to prove itself by PKCE.

import { Provider } from "oidc-provider";

const [port, redirect] = process.argv.slice(2);

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: "both-sides",
      client_secret: "a secret of the tests",
      redirect_uris: [redirect],
      post_logout_redirect_uris: [redirect],
    },
  ],
  pkce: { required: () => true },
  conformIdTokenClaims: false,
  claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `Dr. ${id}`, email: `${id}@clinic.example` }),
  }),
  cookies: { keys: ["of the tests"] },
});

provider.listen(Number(port), "127.0.0.1");
